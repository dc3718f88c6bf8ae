<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis styleCategories="Symbology|Labeling" version="3.22.16-Białowieża">
 <pipe-data-defined-properties>
  <Option type="Map">
   <Option name="name" type="QString" value="" />
   <Option name="properties" />
   <Option name="type" type="QString" value="collection" />
  </Option>
 </pipe-data-defined-properties>
 <pipe>
  <provider>
   <resampling enabled="false" maxOversampling="2" zoomedInResamplingMethod="nearestNeighbour" zoomedOutResamplingMethod="nearestNeighbour" />
  </provider>
  <rasterrenderer alphaBand="-1" band="1" classificationMax="0.3" classificationMin="-0.3" nodataColor="" opacity="1" type="singlebandpseudocolor">
   <minMaxOrigin>
    <limits>None</limits>
    <extent>WholeRaster</extent>
    <statAccuracy>Estimated</statAccuracy>
    <cumulativeCutLower>0.02</cumulativeCutLower>
    <cumulativeCutUpper>0.98</cumulativeCutUpper>
    <stdDevFactor>2</stdDevFactor>
   </minMaxOrigin>
   <rastershader>
    <colorrampshader classificationMode="1" clip="0" colorRampType="INTERPOLATED" labelPrecision="6" maximumValue="0.29999999999999999" minimumValue="-0.29999999999999999">
     <colorramp name="[source]" type="gradient">
      <Option type="Map">
       <Option name="color1" type="QString" value="8,81,156,255" />
       <Option name="color2" type="QString" value="166,54,3,255" />
       <Option name="discrete" type="QString" value="0" />
       <Option name="rampType" type="QString" value="gradient" />
       <Option name="stops" type="QString" value="0.166667;49,130,189,255:0.333333;158,202,225,255:0.5;247,247,247,255:0.666667;253,190,133,255:0.833333;253,141,60,255" />
      </Option>
     </colorramp>
     <item alpha="255" color="#08519c" label="-0.3" value="-0.3" />
     <item alpha="255" color="#3182bd" label="-0.2" value="-0.2" />
     <item alpha="255" color="#9ecae1" label="-0.1" value="-0.1" />
     <item alpha="255" color="#f7f7f7" label="0" value="0" />
     <item alpha="255" color="#fdbe85" label="0.1" value="0.1" />
     <item alpha="255" color="#fd8d3c" label="0.2" value="0.2" />
     <item alpha="255" color="#a63603" label="0.3" value="0.3" />
     <rampLegendSettings direction="0" maximumLabel="" minimumLabel="" orientation="2" prefix="" suffix="" useContinuousLegend="1">
      <numericFormat id="basic">
       <Option type="Map">
        <Option name="decimal_separator" type="QChar" value="" />
        <Option name="decimals" type="int" value="6" />
        <Option name="rounding_type" type="int" value="0" />
        <Option name="show_plus" type="bool" value="false" />
        <Option name="show_thousand_separator" type="bool" value="true" />
        <Option name="show_trailing_zeros" type="bool" value="false" />
        <Option name="thousand_separator" type="QChar" value="" />
       </Option>
      </numericFormat>
     </rampLegendSettings>
    </colorrampshader>
   </rastershader>
  </rasterrenderer>
  <brightnesscontrast brightness="0" contrast="0" gamma="1" />
  <huesaturation colorizeBlue="128" colorizeGreen="128" colorizeOn="0" colorizeRed="255" colorizeStrength="100" grayscaleMode="0" invertColors="0" saturation="0" />
  <rasterresampler maxOversampling="2" />
  <resamplingStage>resamplingFilter</resamplingStage>
 </pipe>
 <blendMode>0</blendMode>
</qgis>
